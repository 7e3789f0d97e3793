using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What is wrong with the accounts that the organisation gave, on this record or on one that is the same organisation, and that
/// are in use or wait. What two people of finance knew when they confirmed an account has its verdict there.</summary>
internal static class BankFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var all = (await BankDetailsQueries.OfBodyAsync(work, context.Application.OrganisationId))
            .Where(row => row.State is BankState.Given or BankState.Confirmed)
            .ToList();
        var own = all.Where(row => row.OrganisationId == context.Application.OrganisationId).ToList();
        List<Found> found = [];
        if (own.Count == 0)
            found.Add(
                new(
                    FindingKind.BankDetailsMissing,
                    "none",
                    FindingLevel.Review,
                    all.Count == 0
                        ? "The organisation has given no bank details yet"
                        : $"The organisation has given no bank details on this record yet. {all[0].Organisation}, said to be the same organisation, gave an account ending {all[0].LastFour}; payments do not go there until it is given here."
                )
            );
        HashSet<Guid> same = [];
        foreach (var account in own.Concat(all.Except(own)))
        {
            var uses = await BankDetailsQueries.UsesAsync(work, account.Id);
            // The same account on two records of one organisation is asked about once.
            if (same.Contains(account.Id))
                continue;
            same.UnionWith(uses.Select(use => use.Id));
            var key = account.Id.ToString("N");
            var name =
                $"account ending {account.LastFour}{(own.Contains(account) ? "" : $", given by {account.Organisation} (said to be the same organisation),")}";
            if (account.State == BankState.Given)
                found.Add(Of(account, FindingKind.BankDetailsMissing, key, FindingLevel.Review, $"The {name} is not confirmed yet"));
            if (account.Payee is { } payee and not PayeeResult.Match)
                found.Add(
                    Of(
                        account,
                        FindingKind.PayeeNotMatched,
                        $"{key}|{payee}",
                        payee == PayeeResult.NoMatch ? FindingLevel.Against : FindingLevel.Review,
                        $"Confirmation of Payee for the {name.TrimEnd(',')}: {BankRules.Name(payee).ToLowerInvariant()}",
                        account.PayeeAt
                    )
                );
            // The newest use by each: one organisation may have given the account twice.
            foreach (var use in uses.Where(use => !use.IsOurs).DistinctBy(use => use.OrganisationId))
                found.Add(
                    Of(
                        account,
                        FindingKind.SharedAccount,
                        $"{key}|{use.OrganisationId:N}",
                        FindingLevel.Against,
                        $"{use.Organisation}, {use.Town}, gave the same account, ending {account.LastFour}{(own.Contains(account) ? "" : $", as {account.Organisation} (said to be the same organisation) did")}, on {LondonTime.Date(use.GivenAt)} ({Fate(use.State)}). The account's name compared with {(own.Contains(account) ? "this organisation's" : $"that of {account.Organisation}")}: {Likeness(account.NameLikeness)}; with theirs: {Likeness(use.NameLikeness)}",
                        use.GivenAt
                    )
                );
            foreach (var use in uses.Where(use => use.State == BankState.Refused))
                found.Add(
                    Of(
                        account,
                        FindingKind.RefusedAccount,
                        $"{key}|{use.Id:N}",
                        FindingLevel.Against,
                        $"The {name} was refused for {(use.OrganisationId == context.Application.OrganisationId ? "this organisation" : use.Organisation)}{(use.DecidedAt is { } at ? $" on {LondonTime.Date(at)}" : "")}: {use.DecidedNote}",
                        use.DecidedAt
                    )
                );
        }
        return found;
    }

    /// <param name="since">When it came to be so (UTC). What came after the confirmation is a new question.</param>
    private static Found Of(
        BankDetailsQueries.MyBankDetails account,
        FindingKind kind,
        string key,
        FindingLevel level,
        string sentence,
        DateTime? since = null
    )
    {
        var agreed = account is { State: BankState.Confirmed, ProposedById: not null } && since <= account.DecidedAt;
        return new(kind, key, level, sentence)
        {
            SubjectId = account.Id,
            Verdict = agreed ? FindingVerdict.NoConcern : null,
            Reason = agreed ? account.ProposedNote : null,
            DecidedBy = agreed ? account.ProposedById : null,
            DecidedAt = agreed ? account.ProposedAt : null,
        };
    }

    private static string Fate(BankState state) => state == BankState.Given ? "waiting to be checked" : state.ToString().ToLowerInvariant();

    private static string Likeness(int? likeness) => likeness is { } percent ? BankRules.LikenessInWords(percent) : "not compared";
}
