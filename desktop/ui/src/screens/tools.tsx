import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "@/app/data";
import { useFormat } from "@/app/format";
import { useWords } from "@/app/words";
import { change, useSettings } from "@/app/settings";
import { Await, Card, Field, Page } from "@/design/parts";

export function ToolsScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const said = useWords();
  const tools = useAsk("tools", {});
  const { standing } = useSettings();
  const [words, setWords] = useState("");
  return (
    <Page title={t("nav.tools")} lead={t("tools.lead")}>
      <Card title={t("tools.standing")} note={t("tools.standingNote")}>
        {standing.length === 0 ? (
          <p className="muted">{t("tools.noStanding")}</p>
        ) : (
          <ul role="list" className="list">
            {standing.map((tool) => (
              <li key={tool}>
                <code className="grow">{tool}</code>
                <button
                  type="button"
                  className="button small"
                  onClick={() => change({ standing: standing.filter((each) => each !== tool) })}
                >
                  {t("tools.revoke")}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Field label={t("tools.filter")}>
        {(id) => (
          <input
            id={id}
            type="search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            style={{ maxInlineSize: "24rem" }}
          />
        )}
      </Field>
      <Await answer={tools}>
        {(list) => {
          const found = list.filter((tool) =>
            `${tool.server} ${tool.name} ${tool.title} ${tool.description}`.toLowerCase().includes(words.toLowerCase()),
          );
          return (
            <>
              {[...new Set(found.map((tool) => tool.server))].map((server) => (
                <Card key={server} title={format.name("server", server)} note={server}>
                  <ul role="list" className="list">
                    {found
                      .filter((tool) => tool.server === server)
                      .map((tool) => (
                        <li key={tool.name}>
                          <div className="grow">
                            <strong>{format.name("tool", tool.name, tool.title)}</strong> <code className="muted">{tool.name}</code>
                            <p className="small muted">{said.say(tool.description)}</p>
                          </div>
                          <span className={`chip ${tool.read_only ? "" : "accent"}`}>
                            {t(tool.read_only ? "tools.reads" : "tools.writes")}
                          </span>
                        </li>
                      ))}
                  </ul>
                </Card>
              ))}
            </>
          );
        }}
      </Await>
    </Page>
  );
}
