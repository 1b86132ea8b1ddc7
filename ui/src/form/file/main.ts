import { own } from "./own";
import "../../styles/tokens.css";
import "../../styles/control.css";
import "./page.css";
import { mount } from "svelte";
import File from "./File.svelte";
import { followTheme } from "./theme";

// The script stands in the head, so that nothing but what is shown stands in the body.
document.addEventListener("DOMContentLoaded", () => {
  const target = document.getElementById("form");
  if (!target) throw new Error("the page has no element #form");
  mount(File, { target, props: { own } });
});
followTheme();
