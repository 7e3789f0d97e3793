namespace Commissioning.Features.Messages;

public sealed record Recipient(string Name, string Email);
