/** Who joins: eight parameters each, the name not ASCII. Different people one after the other, so that nothing can be kept. */
export const people = Array.from({ length: 512 }, (_, number) => ({
  name: `${['Zoë Müller-Østergård', 'José Ñuñez', '李小龍', 'Łukasz Żółć'][number % 4]} ${number}`,
  id: `user-${number}`,
  avatarUrl: `https://example.com/avatars/${number}.png?size=64`,
}))

export const meeting = {
  id: 'class-42',
  createTime: '1763640000123',
  secret: '8cd8ef52e8e101574e400365b55e11a6',
  password: 'XhK3n_vTq0aYw9bRr5sZ-1',
}

export function person(at) {
  return people[at & 511]
}
