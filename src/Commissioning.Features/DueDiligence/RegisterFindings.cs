using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What register entries say against the application.</summary>
internal static class RegisterFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context) =>
        (await RegisterSearches.SeenAsync(work, context.Application.OrganisationId)).SelectMany(seen =>
            RegisterRules
                .Findings(
                    seen.Facts,
                    context.Source.Details.Name,
                    context.Source.Details.Postcode,
                    seen.Facts.AsOf ?? Domain.LondonTime.DateOf(seen.At)
                )
                .Where(finding => finding.Level != FindingLevel.Fine)
                .Select(finding => new Found(
                    FindingKind.RegisterEntry,
                    // The sentence without its figures: an entry that is late by more days is the same finding.
                    $"{seen.Facts.Register} {seen.Facts.Number}|{new string(finding.Sentence.Where(letter => !char.IsDigit(letter)).Take(80).ToArray())}",
                    finding.Level,
                    $"{seen.Facts.Register} {seen.Facts.Number}: {finding.Sentence}"
                ))
        );
}
