using Commissioning.Domain.Funds;
using Commissioning.Features.Scoring;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>What an assessor reads before they score one criterion.</summary>
/// <param name="IsFirst">It begins with the project in a sentence or two.</param>
public sealed record SheetPart(ScoringSheet.ScoreSheet Sheet, Criterion Criterion, bool IsFirst);
