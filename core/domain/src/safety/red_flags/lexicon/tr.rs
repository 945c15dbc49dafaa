//! Turkish.

use super::super::concept::Concept::*;
use super::Table;

pub(super) const TABLE: Table = &[
    (
        Mask,
        "göğüs günü|göğüs antrenman*|göğüs press|göğüs kemeri|göğüs bandı|göğüs çalış*|göğüs idman*|göğüs kas*\
         |nefes kesici|nefesimi kesti|nefes egzersiz*|derin nefes|nefes al ver|mutluluktan başım döndü\
         |mutluluktan başım dönüyor|sevinçten başım|kalbim kırık|kalbimi kırdı|kalpten|düzensiz uyku\
         |uykum düzensiz|uyku düzensiz*|kan basıncı|tansiyon değer*",
    ),
    (
        Polite,
        "bana söyle|bana anlat|bana göster|söyler misin|anlatır mısın|merak ediyorum|bilmek istiyorum\
         |öğrenmek istiyorum",
    ),
    (Negator, "hiç|hiçbir"),
    (
        PostNegator,
        "yok|yoktu|değil|olmadı|hissetmiyorum|yaşamıyorum|olmuyor|yaşamadım|geçirmiyorum|ağrımıyor|dönmüyor\
         |acımıyor|hissetmedim",
    ),
    (NotNegation, "hiç iyi|hiç böyle|hiç bu kadar|hiç geçmiyor|hiç bitmiyor|daha önce hiç"),
    (Or, "veya|ya da|ne de"),
    (And, "ve|ile"),
    (But, "ama|fakat|ancak|sadece"),
    (
        Person,
        "ben|benim|bana|bende|beni|onun|ona|biz|birisi|biri|arkadaşım|arkadaşımın|eşim|eşimin|babam|babamın|annem\
         |annemin|kardeşim|kardeşimin|oğlum|kızım|göğsüm|göğsümde|kalbim|başım|dizim|var|hissediyorum|kocam|karım\
         |normal mi",
    ),
    (Family, "babam|annem|dedem|ninem|kardeşim|amcam|teyzem"),
    (
        GenericStart,
        "nedir|neden olur|ne demek|belirtileri neler*|belirtileri nelerdir|nasıl önlenir|neden olabilir mi\
         |yapar mı|sebepleri|arasındaki fark|açıkla|ne anlama",
    ),
    (
        Topic,
        "hakkında ~ makale|hakkında ~ kitap|hakkında ~ okudum|hakkında okuyorum|hakkında ~ podcast\
         |hakkında ~ belgesel",
    ),
    (ConditionalYou, "hissederseniz|hissedersen|olursa|durumunda|yaşarsanız"),
    (
        Over,
        "geçti|geçmişti|artık yok|şimdi iyiyim|iyiyim artık|kayboldu|düzeldi|düzeldim|bir şeyim kalmadı|kalmadı\
         |şu an iyiyim",
    ),
    (Still, "hâlâ|hala|şu anda|devam ediyor|tekrar|yine"),
    (LongPast, "yıllar önce|yıl önce|geçen yıl|çocukken|aylar önce"),
    (Had, "geçirdi|geçirmişti|öldü|vardı"),
    (Chest, "göğüs|göğsüm*|göğsün*|göğsü|göğüste|göğsümde|göğsünde|göğsümün|göğsümdeki|göğüsüm*|iman tahtam"),
    (Heart, "kalp|kalbim*|kalbi|kalbin*|yüreğim*"),
    (Beat, "kalp atış*|nabız|nabzım|kalp ritm*"),
    (Head, "baş|başım*|kafam|kafamda"),
    (Headache, "baş ağrısı|başım ağrıyor|baş ağrım|başağrısı|migren|başım çok ağrıyor"),
    (
        Joint,
        "diz|dizim*|dizimde|dizi|bilek|bileğim*|ayak bileğim*|kalça|kalçam*|omuz|omzum*|omuzum*|dirsek|dirseğim*\
         |eklem*|dizin*",
    ),
    (Face, "yüz|yüzüm*|yüzün*|ağzım*|ağız"),
    (
        Limb,
        "sol kolum*|sağ kolum*|sol bacağım*|sağ bacağım*|kolum*|bacağım*|sol kol|sağ kol|sol bacak|sağ bacak\
         |sol kolu|sağ kolu",
    ),
    (
        OneSide,
        "tek taraf*|sol tarafım*|sağ tarafım*|vücudumun yarısı|yüzümün yarısı|vücudumun bir tarafı\
         |yüzümün bir tarafı|bir tarafım*|sol yanım|sağ yanım",
    ),
    (LeftArm, "sol kolum*|sol kola|çenem*|çeneye|kola|sol koluma"),
    (Urine, "idrar*|çişim*|çiş"),
    (Muscle, "kas|kaslar*|kaslarım*|bacaklarım*|kollarım*"),
    (
        OtherBody,
        "sırt|sırtım*|karın|karnım*|mide|midem*|boyun|boynum*|ayak|ayağım*|baldır*|parmak|parmağım*|elim*|topuk\
         |topuğum*|boğaz|boğazım*|diş|dişim*|kulak*|göz|gözüm*|belim*",
    ),
    (Pain, "ağrı*|ağrıyor|acıyor|acı|acısı|sancı*|sızı*|sızlıyor|batma|batıyor|yanma|yanıyor|kramp"),
    (
        Pressure,
        "baskı*|basınç|sıkışma*|sıkışıyor|sıkıştır*|daralma|daralıyor|ezilme|eziliyor|ağırlık hissi|ağırlık var",
    ),
    (Tight, "gergin|sert|tutuldu"),
    (Soreness, "hamlık|hamladı|tutulma|kas ağrısı"),
    (Severe, "şiddetli|çok|aşırı|korkunç|feci|berbat|müthiş|inanılmaz|yoğun"),
    (
        Excruciating,
        "dayanılmaz|şiddetli ağrı*|çok şiddetli|korkunç ağrı*|feci|dayanamıyorum|aşırı ağrı*|katlanılmaz|şiddetli\
         |çok kötü ağrı*|çok fena",
    ),
    (WorstEver, "hayatımın en kötü|hayatımdaki en kötü|hayatımın en şiddetli|hiç böyle"),
    (Sudden, "aniden|ani|birden|birdenbire|bir anda"),
    (Numb, "uyuştu|uyuşuyor|uyuşma*|uyuşuk|karıncalan*|hissetmiyorum|hissiz"),
    (Weak, "güçsüz*|zayıf|felç|felçli|güçsüzlük|halsiz|kuvvetsiz*"),
    (
        CannotMove,
        "oynatamıyorum|hareket ettiremiyorum|kıpırdatamıyorum|kaldıramıyorum|felç|oynatamıyor|hareket ettiremiyor\
         |kaldıramıyor",
    ),
    (Droop, "düştü|sarktı|sarkık|kaydı|eğildi|çarpıldı|sarkıyor|düşük|kayma|uyuştu"),
    (Irregular, "düzensiz|tekliyor|teklemesi|tekleme|garip|tuhaf|atlıyor|kaçırıyor|ritimsiz|pır pır|çırpınıyor"),
    (Racing, "yavaşlamıyor|durmadan çarpıyor|hızlı|deli gibi|küt küt|çok hızlı|fırlayacak"),
    (Swollen, "şiş|şişti|şişmiş|şişlik|ağrıyor|ağrı*|sertleşti"),
    (Dark, "koyu"),
    (StrongColour, "kola|kola renginde|kahverengi|çay|kahve|siyah|kırmızı|kanlı|çay renginde"),
    (Radiate, "yayılıyor|yayılan|vuruyor|iniyor|vuran"),
    (Sweat, "soğuk ter*|terliyorum|mide bulantısı|bulantı|çenem*"),
    (Cannot, "zor|güçlükle|zorlukla|zorlanıyorum|güçlük"),
    (Breathe, "nefes|nefesim|soluk|solunum"),
    (Trouble, "zorluğu|zorluk|güçlüğü|güçlük|sıkıntısı|darlığı|zorlanıyorum|zor|problemi"),
    (
        ShortOfBreath,
        "nefesim ~ yetmiyor|nefes ~ yetmiyor|nefes darlığı|nefes darlığım|soluk soluğa kal*|nefesim daralıyor|nefesi daralıyor|nefesim kesiliyor\
         |nefesim yetmiyor",
    ),
    (OutOfBreath, "nefes nefese|soluk soluğa"),
    (
        Rest,
        "dinlenirken|otururken|oturuyorum|yatarken|yatakta|gece|sebepsiz|hiçbir şey yapmadan|merdiven*|yürürken\
         |aniden|birden|uyurken",
    ),
    (Exertion, "sprint*|koşu*|koşarken|koştuktan|koşudan|antrenman*|interval*|egzersiz*|burpee*|bisiklet*"),
    (During, "sırasında|esnasında|ederken|yaparken|koşarken"),
    (MuscleWork, "bench*|şınav*|kas|kaslar*|kasları|göğüs kası|esneme*|germe|antrenman*|idman*|press"),
    (Cause, "yüzünden|dolayı|sonrası|sonra|nedeniyle"),
    (Emotion, "mutluluk*|sevinç*|aşktan|aşkım|aşkımdan|aşkla|heyecan*|ayrılık*|gülmekten|gülerken|üzgün"),
    (SleptOn, "üstüne yattım|üzerine yattım|tekrar sayısı|daha zayıf"),
    (
        ChestDirect,
        "göğüs ağrı*|göğüs ağrım|kalp ağrısı|göğüs sıkışması|göğsüm sıkışıyor|kalp sıkışması|kalbim sıkışıyor\
         |göğsüm daralıyor",
    ),
    (
        Dizzy,
        "başım dönüyor|başım döndü|baş dönmesi|baş dönmem|başı dönüyor|başı döndü|sersem*|bayıldım|bayıldı\
         |bayılacağım|bayılacak*|bayılıyorum|bayılma*|bayılmak|kendimden geçtim|kendinden geçti\
         |bilincimi kaybettim|bilincini kaybetti|bilinç kaybı|bilinçsiz|gözüm karardı|gözlerim karardı\
         |gözüm kararıyor|gözlerim kararıyor|gözleri karardı|yere yığıldı|yere yığıldım|her şey dönüyor|fenalaştım\
         |fenalaştı|başım çok dönüyor",
    ),
    (
        BreathDirect,
        "nefes ~ alamıyor*|nefes alamıyorum|nefes alamıyor|nefes alamadım|zor nefes|nefes almakta|nefes alamıyordum|nefes alamiyorum\
         |boğuluyorum|boğuluyor|boğulacak*|nefesim kesildi|nefesi kesildi|soluk alamıyorum|nefes almıyor\
         |astım krizi|nefes darlığı|nefes alamaz*|nefes almakta zorlan*|nefes alırken zorlan*",
    ),
    (
        ArrhythmiaDirect,
        "kalbim ~ atlıyor|kalbim ~ tekliyor|kalbi ~ tekliyor|çarpıntı*|kalp çarpıntısı|aritmi|ritim bozukluğu|ritm bozukluğu|kalp ritim*|kalbim tekliyor\
         |atriyal fibrilasyon",
    ),
    (HeartAttack, "kalp krizi"),
    (StrokeWord, "inme|felç geçir*|inme geçir*"),
    (
        StrokeDirect,
        "yüzüm kaydı|yüzü kaydı|ağzım kaydı|ağzı kaydı|ağzı eğildi|konuşamıyorum|konuşamıyor|konuşmam bozuldu\
         |peltek*|konuşması bozuldu|dilim dolanıyor|dilim peltekleşti|kelimeleri çıkaramıyorum|yüz felci",
    ),
    (HeadacheDirect, "başım çatlıyor|başım patlayacak|başım patlıyor|gök gürültüsü|başım çatlayacak"),
    (JointDirect, "çıktı omzum|omzum çıktı|çıkık|dizim çıktı"),
    (
        CannotBear,
        "üstüne basamıyorum|üzerine basamıyorum|basamıyorum|yürüyemiyorum|ayakta duramıyorum|yük veremiyorum\
         |basamıyor|yürüyemiyor|ayağa kalkamıyorum",
    ),
    (Rhabdo, "rabdomiyoliz"),
    (Asked, "sordu|sordular|soruyordu"),
    (NeverHad, "hiç olmadı|hiçbiri olmadı|hiç yaşamadım"),
    (Story, "filmde|romanda|dizide|kitapta|başrol|karakter|sahnede"),
    (OwnWord, "ben|bana|benim"),
    (Choice, "sayılar*|seçenek*|grafik*|rakamlar*|mutluluk*|sevinç*"),
];
