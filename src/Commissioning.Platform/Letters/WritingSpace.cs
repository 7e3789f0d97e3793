using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Platform.Letters;

/// <summary>Ruled lines to write on, in a form that is printed.</summary>
public sealed record WritingSpace(int Lines) : LetterBlock;
