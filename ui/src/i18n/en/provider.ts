export const provider = {
};
