import { readRoleRef } from "../../src/wire/role-ref.js";

describe("the segment of a path that names a role", () => {
  it.each([
    ["4kQz81LmPa0RtXw2", "4kQz81LmPa0RtXw2"],
    ["b:reader", "b:reader"],
    ["b%3Areader", "b:reader"],
    ["b:a%2Fb%20%C3%A9", "b:a/b é"],
    ["b:b:c", ""],
    ["b:b%3Ac", "b:b:c"],
    ["b:!'()*~", "b:!'()*~"],
  ])("%s is '%s'", (segment, id) => {
    expect(readRoleRef(segment)).toBe(id);
  });

  it.each([
    "",
    "b",
    "reader",
    "c:4kQz81LmPa0RtXw2",
    "4kQz81LmPa0RtXw",
    "4kQz81LmPa0RtXw2x",
    "b%3areader",
    "%62:reader",
    "b:%72eader",
    "b:a%2fb",
    "b:a b",
    "b:é",
    "b:%",
    "b:%ff",
    "b%253Areader",
    "B:reader",
  ])("%s names none: there is one spelling of each", (segment) => {
    expect(readRoleRef(segment)).toBe("");
  });
});
