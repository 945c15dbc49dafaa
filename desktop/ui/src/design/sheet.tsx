import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface SheetProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** At the side of the page rather than in its middle. */
  side?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}

export default function Sheet(props: SheetProps) {
  const { t } = useTranslation();
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="veil" />
        <Base.Popup className={props.side ? "drawer" : "dialog"}>
          <div className="sheet-head">
            <Base.Title>{props.title}</Base.Title>
            <Base.Close className="button quiet icon small" aria-label={t("act.close")}>
              <X aria-hidden />
            </Base.Close>
          </div>
          <div className="sheet-body" tabIndex={0}>
            {props.children}
          </div>
          {props.foot && <div className="sheet-foot">{props.foot}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
