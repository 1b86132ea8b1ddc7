import { mount } from "svelte";
import File from "./File.svelte";

const target = document.getElementById("form");
if (!target) throw new Error("the page has no element #form");
mount(File, { target });
