namespace Commissioning.Platform.Files;

public sealed record StoredFile(Guid Id, string Name, string ContentType, byte[] Content);
