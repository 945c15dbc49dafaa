import { Toast } from "@base-ui/react/toast";
import { useTranslation } from "react-i18next";

const manager = Toast.createToastManager();

/** Shows a message for a few seconds; one that came before the page listened is shown as soon as it does. */
export function add(title: string): void {
  if (!listening) waiting.push(title);
  else manager.add({ title, timeout: 7000 });
}

let listening = false;
const waiting: string[] = [];

export default function Toasts() {
  return (
    <Toast.Provider toastManager={manager}>
      <List />
    </Toast.Provider>
  );
}

function List() {
  const { t } = useTranslation();
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport
        className="toasts"
        aria-label={t("nav.messages")}
        ref={(place) => {
          listening = place !== null;
          if (place) for (const title of waiting.splice(0)) setTimeout(() => add(title));
        }}
      >
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className="toast">
            <Toast.Title render={<span />} />
            <Toast.Close>{t("act.close")}</Toast.Close>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}
