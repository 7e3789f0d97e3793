namespace Commissioning.Features.Messages;

/// <summary>Whom a message is for.</summary>
/// <param name="Name">Empty where the name is not known or not confirmed: the greeting is then without one.</param>
public sealed record Recipient(string Name, string Email);
