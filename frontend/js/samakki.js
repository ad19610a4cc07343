// The one script of every page. Pages work without it: it only adds comfort and the idle warning.
import {
  Button,
  Checkboxes,
  createAll,
  ErrorSummary,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from "govuk-frontend";
import { LeaveAtOnce } from "./leave.js";
import { watchIdleness } from "./idle.js";
import { closeMenusWithEscape } from "./menus.js";
import { watchFragments } from "./fragments.js";

const COMPONENTS = [Button, Checkboxes, ErrorSummary, LeaveAtOnce, PasswordInput, Radios, ServiceNavigation, SkipLink];

/** Start the components inside an element that has none running yet. */
function start(scope) {
  for (const Component of COMPONENTS) {
    createAll(Component, undefined, { scope, onError: () => {} });
  }
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
start(document);
closeMenusWithEscape();
watchIdleness();
watchFragments(start);
