import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/control.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { told } from "./ipc/follow";

// The settings say which look is wanted, but only once they are read.
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element #app");
told.begin();
mount(App, { target });
