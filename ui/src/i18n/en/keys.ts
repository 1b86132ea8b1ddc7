export const keys = {
  title: "Keys",
  chapters: [
    {
      title: "Everywhere",
      keys: [
        ["Ctrl K", "find anything"],
        ["Ctrl N", "new provider; in Processing, new activity or client"],
        ["Ctrl F / /", "search this list, or else the providers"],
        ["Ctrl Z", "undo the last change"],
        ["Ctrl L", "lock the register, if it is sealed"],
        ["Alt ← / Alt →", "back and forward"],
        ["F1", "help"],
        ["?", "these keys"],
      ],
    },
    {
      title: "In lists",
      keys: [
        ["↑ / ↓", "one row"],
        ["Page ↑ / Page ↓", "ten rows"],
        ["Home / End", "first and last row"],
        ["Enter", "open"],
        ["Space", "select the row"],
        ["Ctrl A", "select the whole page"],
      ],
    },
    {
      title: "In forms",
      keys: [
        ["Ctrl S", "save"],
        ["Esc", "leave; asks before anything is lost"],
        ["Alt ↓", "open a list of choices"],
        ["Enter", "take the choice, add the entry"],
      ],
    },
    {
      title: "Going through a department’s answers",
      keys: [
        ["J / K", "next and previous tool"],
        ["T", "take over what is ticked"],
        ["L", "leave all of it"],
      ],
    },
    {
      title: "Deciding on proposed providers",
      keys: [
        ["N", "no personal data"],
        ["X", "not a provider"],
        ["U", "in use"],
        ["D", "department"],
        ["R", "role"],
        ["S", "skip"],
      ],
    },
  ] as { title: string; keys: [string, string][] }[],
};
