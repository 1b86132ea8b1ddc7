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
    {
      title: "Reviewing answers",
      keys: [
        ["1 / 2 / 3 / 4 / 5", "answered, vague, refused, not applicable, unanswered"],
        ["Enter", "accept the suggestion, or keep, and go on"],
        ["J / K", "next and previous question; the arrows too"],
        ["+ / −", "maturity up and down by 25"],
        ["E", "level of evidence"],
        ["P / R / A", "describe the evidence, remark, ask again"],
        ["Ctrl Enter", "keep and go on, while typing"],
        ["Esc", "from a field back to the question"],
      ],
    },
  ] as { title: string; keys: [string, string][] }[],
};
