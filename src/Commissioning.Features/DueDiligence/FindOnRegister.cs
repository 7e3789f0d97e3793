using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What the public registers say about the number that an applicant typed, to fill in their form. Nothing is stored, and nothing
/// is shown that is not on the register, but for whether an organisation with this number uses the portal.</summary>
public sealed class FindOnRegister(Db db, RegisterSearches searches)
{
    /// <param name="Facts">Null when the number is on no register that the portal can read.</param>
    /// <param name="IsKnown">An organisation with this number is here, and the person is not one of its members.</param>
    public sealed record RegisterMatch(RegisterFacts? Facts, bool IsKnown);

    public async Task<Result<RegisterMatch>> RunAsync(Actor actor, string? number)
    {
        var places = RegisterRules.Places(number ?? "");
        if (places.Count == 0)
            return new Refusal(
                "Enter a charity number of six or seven digits, such as 1234567, or a company number of eight characters, such as 01234567",
                nameof(number)
            );
        RegisterFacts? found = null;
        foreach (var (register, plain) in places)
            if (await searches.LookUpAsync(register, plain) is { Name: not null } facts)
            {
                found = facts;
                break;
            }
        var known = await db.ScalarAsync<int>(
            """
            select count(*)
            from   Organisation o
            where  (o.CharityNumber in @numbers or o.CompanyNumber in @numbers)
                   and not exists (select 1 from OrganisationMember m where m.OrganisationId = o.Id and m.PersonId = @Id)
            """,
            new { actor.Id, numbers = places.Select(place => place.Number).ToList() }
        );
        return Result.Made(new RegisterMatch(found, known > 0));
    }
}
