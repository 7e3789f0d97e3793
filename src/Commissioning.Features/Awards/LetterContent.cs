using Commissioning.Domain.Awards;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>What a template of a letter is filled with, from the data.</summary>
/// <param name="Recipient">Name and address, a line each.</param>
/// <param name="Fields">By the names in <see cref="LetterTemplates"/>, as are blocks and conditions.</param>
/// <param name="Holds">The conditions that hold.</param>
/// <param name="AcceptBy">Of an offer.</param>
internal sealed record LetterContent(
    string Reference,
    IReadOnlyList<string> Recipient,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, IReadOnlyList<LetterBlock>> Blocks,
    IReadOnlySet<string> Holds,
    DateOnly? AcceptBy = null
);
