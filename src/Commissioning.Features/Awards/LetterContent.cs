using Commissioning.Domain.Awards;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>The data that fill a letter template.</summary>
/// <param name="Recipient">Name and address, one line each.</param>
/// <param name="Fields">Values by the names in <see cref="LetterTemplates"/>, as are blocks and conditions.</param>
/// <param name="Holds">The conditions that are true.</param>
/// <param name="AcceptBy">For an offer, the last day to accept.</param>
/// <param name="PayBy">For money to be paid back, the last day to pay.</param>
internal sealed record LetterContent(
    string Reference,
    IReadOnlyList<string> Recipient,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, IReadOnlyList<LetterBlock>> Blocks,
    IReadOnlySet<string> Holds,
    DateOnly? AcceptBy = null,
    DateOnly? PayBy = null
)
{
    /// <summary>For an offer, the version of the fund's terms; null: the portal's example.</summary>
    public Guid? TermsId { get; init; }
}
