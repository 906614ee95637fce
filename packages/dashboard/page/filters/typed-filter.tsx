import { TextInput, type TextInputProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";

interface TypedFilterProps extends Omit<TextInputProps, "value" | "onChange"> {
  readonly value: string;
  readonly onType: (text: string) => void;
}

const TYPING_PAUSE_MS = 250;

/** Waits for a pause in the typing. */
export function TypedFilter({ value, onType, ...others }: TypedFilterProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const pass = useDebouncedCallback((typed: string) => onType(typed.trim()), TYPING_PAUSE_MS);
  // Changed from elsewhere, as by the link that shows all keys.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  return (
    <TextInput
      flex="1 1 7rem"
      maxLength={128}
      autoComplete="off"
      spellCheck={false}
      {...others}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        pass(currentTarget.value);
      }}
    />
  );
}
