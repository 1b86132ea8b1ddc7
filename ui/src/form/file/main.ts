import { own } from "./own";
import "../../styles/tokens.css";
import "../../styles/control.css";
import "./page.css";
import { mount } from "svelte";
import File from "./File.svelte";
import { followTheme } from "./theme";

followTheme();
const target = document.getElementById("form");
if (!target) throw new Error("the page has no element #form");
mount(File, { target, props: { own } });
