// The button that leaves at once: GOV.UK's component, which also locks the session and leaves no way back.
import { ExitThisPage } from "govuk-frontend";
import { lock } from "./session.js";

export class LeaveAtOnce extends ExitThisPage {
  exitPage() {
    lock(); // not awaited: leaving comes first
    document.title = " ";
    super.exitPage();
    window.location.replace(this.$button.href); // the page left is not in the browser's history
  }
}
LeaveAtOnce.moduleName = ExitThisPage.moduleName;
