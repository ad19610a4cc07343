// The button that leaves at once: GOV.UK's component, which here also locks the session and leaves no way back.
import { ExitThisPage } from "govuk-frontend";
import { lock } from "./session.js";

export class LeaveAtOnce extends ExitThisPage {
  exitPage() {
    lock(); // not awaited: leaving comes first
    document.title = " ";
    document.body.classList.add("govuk-exit-this-page-hide-content");
    this.$overlay = document.createElement("div");
    this.$overlay.className = "govuk-exit-this-page-overlay";
    this.$overlay.role = "alert";
    document.body.append(this.$overlay);
    this.$overlay.textContent = this.i18n.t("activated");
    window.location.replace(this.$button.href); // the page left is not in the browser's history
  }
}
LeaveAtOnce.moduleName = ExitThisPage.moduleName;
