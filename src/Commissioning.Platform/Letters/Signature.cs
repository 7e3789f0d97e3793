using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Platform.Letters;

public sealed record Signature(string Name, string Role) : LetterBlock;
