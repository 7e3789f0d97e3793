using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The office names who signs the areas' years, as section 151 officer or deputy, from a day on. Naming a person again replaces
/// what was said before.</summary>
public sealed class NameYearSignatory(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid? signatory, bool? deputy, DateOnly? from, DateOnly? until) =>
        db.ChangeAsync(
            actor,
            AuditAction.YearSignatoryNamed,
            signatory ?? Guid.Empty,
            async work =>
            {
                var known = await YearSignatories.ListAsync(work);
                var person = (await YearSignatories.WhoMayAsync(work)).FirstOrDefault(one => one.Id == signatory);
                var refusals = YearEndRules.WhyNotNamed(
                    person.Name is null ? null : signatory,
                    deputy,
                    from,
                    until,
                    known.Where(named => named.Person != signatory).Select(named => named.Signatory),
                    actor.Id
                );
                if (refusals.Count > 0)
                    return refusals.ToList();
                var named = new YearSignatory(person.Id, deputy!.Value, from!.Value, until);
                await work.ExecuteAsync("delete from YearSignatory where PersonId = @Person", new { named.Person });
                await work.ExecuteAsync(
                    "insert into YearSignatory (PersonId, IsDeputy, ValidFrom, ValidTo, SetBy, SetAt) values (@Person, @IsDeputy, @From, @Until, @By, @Now)",
                    new
                    {
                        named.Person,
                        named.IsDeputy,
                        named.From,
                        named.Until,
                        By = actor.Id,
                        work.Now,
                    }
                );
                var before = known.FirstOrDefault(one => one.Person == signatory)?.Signatory;
                work.Note(new Changes().Add(person.Name!, before is null ? "" : Words(before), Words(named)).ToString());
                return Result.Done;
            }
        );

    private static string Words(YearSignatory named) =>
        $"{named.Capacity.ToLowerInvariant()} from {LondonTime.Date(named.From)}{(named.Until is { } last ? $" until {LondonTime.Date(last)}" : "")}";
}
