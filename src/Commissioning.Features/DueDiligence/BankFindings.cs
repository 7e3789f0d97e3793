using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What is wrong with the account that the organisation gave.</summary>
internal static class BankFindings
{
    internal static async Task<IEnumerable<Found>> OfAsync(Work work, FindingContext context)
    {
        var account = (await Organisations.BankDetailsQueries.OfAsync(work, context.Application.OrganisationId)).FirstOrDefault(row =>
            row.State is Domain.Organisations.BankState.Given or Domain.Organisations.BankState.Confirmed
        );
        if (account is null)
            return [new(FindingKind.BankDetailsMissing, "none", FindingLevel.Review, "The organisation has given no bank details yet")];
        List<Found> found = [];
        if (account.State != Domain.Organisations.BankState.Confirmed)
            found.Add(
                new(
                    FindingKind.BankDetailsMissing,
                    account.Id.ToString("N"),
                    FindingLevel.Review,
                    $"The account ending {account.LastFour} is not confirmed yet"
                )
                {
                    SubjectId = account.Id,
                }
            );
        if (account.Payee is { } payee and not Domain.Organisations.PayeeResult.Match)
            found.Add(
                new(
                    FindingKind.PayeeNotMatched,
                    account.Id.ToString("N"),
                    payee == Domain.Organisations.PayeeResult.NoMatch ? FindingLevel.Against : FindingLevel.Review,
                    $"Confirmation of Payee for the account ending {account.LastFour}: {Domain.Organisations.BankRules.Name(payee).ToLowerInvariant()}"
                )
                {
                    SubjectId = account.Id,
                }
            );
        return found;
    }
}
