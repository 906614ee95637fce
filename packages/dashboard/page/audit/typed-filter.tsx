import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState, type ReactNode } from "react";

interface TypedFilterProps {
  readonly label: string;
  readonly value: string;
  readonly error: ReactNode;
  readonly onType: (text: string) => void;
  readonly type?: "text" | "datetime-local";
  readonly placeholder?: string;
}

const TYPING_PAUSE_MS = 400;

/** Waits for a pause in the typing. */
export function TypedFilter({ value, onType, type = "text", ...others }: TypedFilterProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const pass = useDebouncedCallback((typed: string) => onType(typed.trim()), TYPING_PAUSE_MS);
  // Changed from elsewhere, as by the button that clears all filters.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  return (
    <TextInput
      {...others}
      type={type}
      flex="1 1 12rem"
      maxLength={128}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        pass(currentTarget.value);
      }}
    />
  );
}
