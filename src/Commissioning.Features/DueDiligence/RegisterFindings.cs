using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What register entries say against the application: each contradiction, the grant against the income, trustees whom the form
/// does not name; and, where no entry was found by number, entries with a like name.</summary>
internal static class RegisterFindings
{
    /// <summary>More entries of a like name are no help.</summary>
    private const int MostNames = 5;

    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var seen = await RegisterSearches.SeenAsync(work, context.Application.OrganisationId);
        var found = seen.SelectMany(one => OfEntry(one.Facts, one.Facts.AsOf ?? LondonTime.DateOf(one.At), context)).ToList();
        var strangers = RegisterRules.TrusteesNotNamed(
            await RegisterSearches.TrusteesAsync(work, context.Application.OrganisationId),
            context.Source.People
        );
        if (strangers.Count > 0)
            found.Add(
                new(
                    FindingKind.TrusteesDiffer,
                    "Trustees",
                    FindingLevel.Review,
                    $"The register names {(strangers.Count == 1 ? "a trustee" : $"{strangers.Count} trustees")} whom the form does not: {string.Join(", ", strangers)}"
                )
            );
        if (seen.All(one => one.Facts.Name is null))
            found.AddRange(
                (await RegisterSearches.LikeNamesAsync(work, context.Source.Details.Name, NameMatch.OrganisationThreshold))
                    .Where(like =>
                        like.Facts.Register == Register.Charity || RegisterRules.MayApply(like.Facts.LegalForm) || like.Likeness >= 0.999
                    )
                    .Take(MostNames)
                    .Select(like => OfName(like, seen.Count > 0))
            );
        return found;
    }

    private static IEnumerable<Found> OfEntry(RegisterFacts facts, DateOnly seenOn, FindingContext context)
    {
        var entry = $"{facts.Register} {facts.Number}";
        foreach (
            var finding in RegisterRules
                .Findings(facts, context.Source.Details.Name, context.Source.Details.Postcode, seenOn)
                .Where(finding => finding.Level != FindingLevel.Fine)
        )
            yield return new(
                FindingKind.RegisterEntry,
                // The sentence without its figures: an entry that is late by more days is the same finding.
                $"{entry}|{new string(finding.Sentence.Where(letter => !char.IsDigit(letter)).Take(80).ToArray())}",
                finding.Level,
                $"{entry}: {finding.Sentence}"
            );
        if (RegisterRules.GrantAgainstIncome(facts, context.Application.AmountRequested) is { } income)
            yield return new(FindingKind.GrantAgainstIncome, entry, income.Level, $"{entry}: {income.Sentence}");
    }

    private static Found OfName(RegisterSearches.NameFound like, bool gaveNumber)
    {
        var entry = $"{like.Facts.Register} {like.Facts.Number}";
        var name = like.IsOtherName ? $"{like.MatchedName}, another or former name of {like.Facts.Name}" : like.Facts.Name;
        return new(
            FindingKind.RegisterName,
            $"{entry}{(like.IsEnded ? "|ended" : "")}",
            like.IsEnded ? FindingLevel.Against : FindingLevel.Review,
            $"{(gaveNumber ? "Its number is not on the register" : "It gave no number that the portal can look up")}, and its name is {RegisterRules.LikenessInWords(like.Likeness)}{(like.Likeness >= 0.999 ? " as" : "")} {name}, {entry.ToLowerInvariant()}: {RegisterRules.WhyCannotPass(like.Facts) ?? like.Facts.Status}"
        );
    }
}
