using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Platform.Files;

public sealed record StoredFile(Guid Id, string Name, string ContentType, byte[] Content);
