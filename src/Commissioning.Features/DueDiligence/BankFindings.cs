using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What is wrong with the accounts that the organisation gave and that are in use or wait. What two people of finance knew when
/// they confirmed an account has its verdict there.</summary>
internal static class BankFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var accounts = (await BankDetailsQueries.OfAsync(work, context.Application.OrganisationId))
            .Where(row => row.State is BankState.Given or BankState.Confirmed)
            .ToList();
        if (accounts.Count == 0)
            return [new(FindingKind.BankDetailsMissing, "none", FindingLevel.Review, "The organisation has given no bank details yet")];
        List<Found> found = [];
        foreach (var account in accounts)
        {
            var key = account.Id.ToString("N");
            if (account.State == BankState.Given)
                found.Add(
                    Of(
                        account,
                        FindingKind.BankDetailsMissing,
                        key,
                        FindingLevel.Review,
                        $"The account ending {account.LastFour} is not confirmed yet"
                    )
                );
            if (account.Payee is { } payee and not PayeeResult.Match)
                found.Add(
                    Of(
                        account,
                        FindingKind.PayeeNotMatched,
                        $"{key}|{payee}",
                        payee == PayeeResult.NoMatch ? FindingLevel.Against : FindingLevel.Review,
                        $"Confirmation of Payee for the account ending {account.LastFour}: {BankRules.Name(payee).ToLowerInvariant()}",
                        account.PayeeAt
                    )
                );
            var uses = await BankDetailsQueries.UsesAsync(work, account.Id);
            // The newest use by each: one organisation may have given the account twice.
            foreach (var use in uses.Where(use => !use.IsOurs).DistinctBy(use => use.OrganisationId))
                found.Add(
                    Of(
                        account,
                        FindingKind.SharedAccount,
                        $"{key}|{use.OrganisationId:N}",
                        FindingLevel.Against,
                        $"{use.Organisation}, {use.Town}, gave the same account, ending {account.LastFour}, on {LondonTime.Date(use.GivenAt)} ({Fate(use.State)}). The account's name compared with this organisation's: {Likeness(account.NameLikeness)}; with theirs: {Likeness(use.NameLikeness)}",
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
                        $"The account ending {account.LastFour} was refused for {(use.OrganisationId == account.OrganisationId ? "this organisation" : use.Organisation)}{(use.DecidedAt is { } at ? $" on {LondonTime.Date(at)}" : "")}: {use.DecidedNote}",
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
