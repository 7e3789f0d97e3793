namespace Commissioning.Domain.Organisations;

/// <summary>A person who can be written to by e-mail. The name is empty where it is not known.</summary>
public sealed record Addressee(string Name, string Email);
