export declare const ROOT: string;
export declare const TOOLS: string;
/** Everything a run keeps; another folder lets a second platform run beside the first. */
export declare const DATA: string;
export declare const inRoot: (...parts: string[]) => string;
export declare const inData: (...parts: string[]) => string;
