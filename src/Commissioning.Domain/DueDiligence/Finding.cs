using System.Text.RegularExpressions;

namespace Commissioning.Domain.DueDiligence;

public sealed record Finding(FindingLevel Level, string Sentence);
