//! Portuguese.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "dia de peito|treino de peito|treinei peito|treinar peito|supino peito|peito e tríceps|cinta de peito\
         |peito no chão|peito de frango|tirar o fôlego|tirou o fôlego|tira o fôlego|tonto de alegria\
         |tonta de alegria|tonto de felicidade|tonta de felicidade|de coração|do coração|coração partido\
         |partiu meu coração|exercícios de respiração|respirar fundo|sono irregular|horários irregulares\
         |horário irregular|pressão arterial|variabilidade da frequência|dá dor de cabeça esse projeto",
    ),
    (
        Polite,
        "me diga|me diz|diga me|me explique|me explica|me mostre|me mostra|quero saber|gostaria de saber\
         |pode me dizer|fico imaginando",
    ),
    (Negator, "não|nem|sem|nunca|nenhum|nenhuma|jamais"),
    (
        NotNegation,
        "não sei|não é normal|não passa|não para|não me sinto bem|não estou bem|não melhora|não só|não vai embora\
         |nunca tive ~ assim|nunca senti|nunca tinha|sem motivo|não aguento|não suporto|não é dor muscular|sem parar\
         |no peito|no joelho|no coração|no ombro|no tornozelo|no braço|no rosto|no quadril|no punho|no corpo\
         |no cotovelo|no treino|no tórax|no lado|no meu|no sofá|no repouso|no maxilar|no pescoço|no sono",
    ),
    (Or, "ou|nem"),
    (And, "e|também"),
    (But, "mas|porém|contudo|exceto|só"),
    (
        Person,
        "eu|me|mim|meu|minha|meus|minhas|estou|tenho|sinto|tive|senti|fiquei|ele|ela|seu|sua|dele|dela|nós|nosso|alguém\
         |amigo|amiga|esposa|marido|pai|mãe|irmão|irmã|filho|filha|cliente|colega|consigo|namorado|namorada|avô|avó\
         |é normal",
    ),
    (Family, "pai|mãe|avô|avó|irmão|irmã|tio|tia"),
    (
        GenericStart,
        "o que é|o que são|o que significa|o que causa|o que provoca|quais são|quais os|qual é|qual a|como se\
         |como prevenir|como evitar|por que dá|pode|podem|sintomas de|sintomas do|sinais de|causas de|causas da\
         |diferença entre|explique|é",
    ),
    (
        Topic,
        "artigo ~ sobre|livro ~ sobre|li ~ sobre|lendo ~ sobre|podcast ~ sobre|estudo ~ sobre|documentário ~ sobre\
         |curso ~ sobre",
    ),
    (ConditionalYou, "se você|se sentir|em caso de|caso sinta|quando você"),
    (
        Over,
        "já passou|passou|sumiu|desapareceu|agora estou bem|estou bem agora|já estou bem|não mais|não tenho mais\
         |tudo bem agora|melhorou completamente|foi embora|já não",
    ),
    (Still, "ainda|agora mesmo|neste momento|continua|continuo|voltou|de novo"),
    (LongPast, "anos atrás|meses atrás|ano passado|quando criança|há anos"),
    (Had, "teve|tive|morreu|sofreu|tinha"),
    (Chest, "peito|tórax|esterno"),
    (Heart, "coração"),
    (Beat, "batimento|batimentos|pulso|ritmo cardíaco|coração bate|coração batendo"),
    (Head, "cabeça"),
    (Headache, "dor de cabeça|dores de cabeça|enxaqueca|cefaleia"),
    (
        Joint,
        "joelho|joelhos|tornozelo|tornozelos|quadril|quadris|ombro|ombros|cotovelo|cotovelos|punho|punhos\
         |articulação|articulações|anca",
    ),
    (Face, "rosto|cara|boca|face"),
    (
        Limb,
        "braço esquerdo|braço direito|perna esquerda|perna direita|um braço|uma perna|o braço|a perna|meu braço\
         |minha perna",
    ),
    (OneSide, "um lado|lado esquerdo|lado direito|metade do corpo|metade do rosto|metade da cara"),
    (LeftArm, "braço esquerdo|mandíbula|maxilar|para o braço|pelo braço"),
    (Urine, "urina|xixi|mijo"),
    (Muscle, "músculo|músculos|pernas|braços|coxas"),
    (
        OtherBody,
        "costas|barriga|estômago|pescoço|pé|pés|panturrilha|coxa|dedo|dedos|mão|mãos|calcanhar|garganta|dente\
         |orelha|olho|bíceps|virilha",
    ),
    (
        Pain,
        "dor|dores|dói|doem|doendo|doeu|dolorido|pontada|pontadas|queimação|ardência|fisgada|desconforto|cãibra\
         |aperto",
    ),
    (
        Pressure,
        "pressão|aperto|opressão|apertando|apertado|aperta|esmagando|esmagamento|um peso no|peso no peito|como um peso",
    ),
    (Tight, "tenso|rígido|travado"),
    (Soreness, "dolorido|dolorida|dor muscular tardia"),
    (
        Severe,
        "forte|fortes|intensa|intenso|terrível|horrível|muito forte|demais|muito|tremenda|aguda|enorme|fortíssima",
    ),
    (
        Excruciating,
        "insuportável|excruciante|severa|severo|dor intensa|dor muito forte|dor forte|dor terrível|dor horrível\
         |dor aguda|dor fortíssima|atroz|intolerável|dor absurda",
    ),
    (WorstEver, "pior ~ da minha vida|pior ~ vida|mais forte da minha vida"),
    (Sudden, "de repente|súbita|súbito|repentina|repentino|subitamente|repentinamente|do nada"),
    (Numb, "dormente|dormência|formigamento|formigando|adormecido|não sinto"),
    (Weak, "fraco|fraca|fraqueza|sem força|paralisado|paralisada|paralisia"),
    (
        CannotMove,
        "não consigo mexer|não consigo mover|não consegue mexer|paralisado|paralisada|não consigo levantar o\
         |não consegue mover",
    ),
    (Droop, "caído|caída|torto|torta|caindo|dormente"),
    (
        Irregular,
        "pula|pulou|pulam|irregular|irregulares|irregularmente|falhando|falha|falhas|estranho|descompassado|pulando|saltando\
         |fora do ritmo|desregulado",
    ),
    (Racing, "bate ~ rápido|não desacelera|não se acalma|acelerado|disparado|disparou|disparando|muito rápido|a mil"),
    (Swollen, "inchado|inchados|inchada|inchadas|doendo|dor|duros"),
    (Dark, "escura|escuro"),
    (StrongColour, "cola|coca cola|coca|marrom|castanha|chá|café|preta|vermelha|sangue|cor de coca"),
    (Radiate, "irradia|irradiando|desce|espalha|indo para|vai para"),
    (Sweat, "suor frio|suando frio|náusea|enjoo|mandíbula"),
    (
        Cannot,
        "não consigo|não consegue|não posso|não conseguia|não consegui|mal consigo|mal consegue|quase não|custa me\
         |custa",
    ),
    (Breathe, "respirar|respiro|ar|fôlego|respiração|respirando"),
    (Trouble, "dificuldade|dificuldades|problemas|difícil|custa"),
    (ShortOfBreath, "falta de ar|falta ar|faltando ar|me falta o ar|falta de fôlego|dispneia|falta o ar"),
    (OutOfBreath, "sem fôlego|ofegante|sem ar"),
    (
        Rest,
        "em repouso|sentado|sentada|deitado|deitada|na cama|à noite|sem motivo|sem fazer nada|escada|escadas\
         |andando|dormindo|sofá|do nada|de repente",
    ),
    (
        Exertion,
        "sprint|sprints|tiros|correr|correndo|corrida|intervalado|treino|exercício|burpees|bicicleta|subida|nadar",
    ),
    (During, "durante|enquanto|quando"),
    (
        MuscleWork,
        "supino|flexões|flexão|peitoral|peitorais|músculo|músculos|muscular|alongamento|alongar|crucifixo\
         |musculação|treino|academia",
    ),
    (Cause, "por causa|devido|do|da|das|de tanto"),
    (Emotion, "alegria|felicidade|amor|apaixonado|apaixonada|emoção|rir|rindo|término|triste|tristeza|saudade"),
    (SleptOn, "dormi em cima|mais fraco que|repetições|rosca"),
    (ChestDirect, "angina"),
    (
        Dizzy,
        "tontura|tonturas|zonzo|zonza|vertigem|vertigens|desmaio|desmaiei|desmaiou|desmaiar|desmaiando|desmaiado\
         |desmaiada|perdi a consciência|perdeu a consciência|perdi os sentidos|perdeu os sentidos|inconsciente\
         |cabeça girando|cabeça rodando|cabeça a andar à roda|tudo girando|tudo gira|tudo rodando|síncope|vista escura\
         |vista escureceu|visão escureceu|desfaleceu|colapsou|escureceu tudo|estou tonto|estou tonta|fiquei tonto\
         |fiquei tonta|fico tonto|fico tonta|sinto tonto|sinto tonta|senti tonto|senti tonta|ficando tonto\
         |ficando tonta|ficou tonto|ficou tonta|está tonto|está tonta|muito tonto|muito tonta|me sinto tonto\
         |me sinto tonta|tonto ao|tonta ao",
    ),
    (BreathDirect, "sufocando|sufoco|sufocado|sufocada|asfixia|crise de asma|não respira|não respiro"),
    (ArrhythmiaDirect, "palpitações|palpitação|arritmia|arritmias|taquicardia|fibrilação|extrassístole*"),
    (HeartAttack, "ataque cardíaco|infarto|enfarte|infarte|ataque do coração"),
    (StrokeWord, "avc|derrame|derrame cerebral"),
    (
        StrokeDirect,
        "boca torta|rosto torto|rosto caído|cara torta|fala arrastada|fala enrolada|falando enrolado\
         |não consigo falar|não consegue falar|dificuldade para falar|dificuldade de falar|palavras não saem",
    ),
    (HeadacheDirect, "cabeça vai explodir|cabeça explodindo|cabeça estourando|cabeça vai estourar"),
    (JointDirect, "deslocado|desloquei|deslocou|luxação"),
    (
        CannotBear,
        "não consigo andar|não consigo apoiar|não consigo pisar|não consigo ficar de pé|não consigo colocar peso\
         |não consegue andar|não consigo caminhar|não aguenta o peso|não suporta peso|não posso apoiar\
         |não consigo pôr o pé",
    ),
    (Rhabdo, "rabdomiólise"),
    (Get, "entra|chega|puxar|pegar"),
    (Scarce, "não|mal|quase não"),
    (Asked, "perguntou sobre|perguntaram sobre|perguntou se|perguntaram se|questionário"),
    (NeverHad, "nunca tive|nenhum dos dois|nenhuma das duas"),
    (
        Story,
        "no filme|no romance|na série|no livro|na peça|o protagonista|a protagonista|o personagem|a personagem|a cena",
    ),
    (OwnWord, "eu|meu|minha|me|estou|tive|tenho"),
    (Choice, "números|opções|escolha|gráficos|estatísticas|dados|alegria|felicidade"),
];
