using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area that starts with a financial year, alone or in place of others.</summary>
internal static class NewArea
{
    /// <param name="areas">The areas that end the day before; none for an area that is added.</param>
    public static Task<Result> AddAsync(
        Db db,
        Actor actor,
        AuditAction action,
        string? name,
        string? onsCode,
        DateOnly from,
        IReadOnlyList<Guid> areas
    )
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            action,
            id,
            async work =>
            {
                if (await AreaQueries.WhyNameIsInUseAsync(work, name, nameof(name)) is { } taken)
                    return taken;
                if (AreaRules.WhyCodeIsWrong(onsCode) is { } wrong)
                    return wrong;
                if (AreaRules.WhyNotAStart(from, nameof(from)) is { } early)
                    return early;
                var register = await AreaQueries.RegisterAsync(work);
                var ending = areas.Distinct().Select(register.Find).ToList();
                if (
                    ending
                        .Select(area => register.WhyCannotEnd(area, from, nameof(areas), nameof(from)))
                        .FirstOrDefault(refusal => refusal is not null) is
                    { } refused
                )
                    return refused;
                await work.ExecuteAsync(
                    "insert into CspArea (Id, Name, OnsCode, Position, ValidFrom) select @id, @Name, @Code, coalesce(max(Position), 0) + 1, @from from CspArea",
                    new
                    {
                        id,
                        Name = name!.Trim(),
                        Code = string.IsNullOrWhiteSpace(onsCode) ? null : onsCode.Trim().ToUpperInvariant(),
                        from,
                    }
                );
                await AreaEnd.WriteAsync(work, ending, from, id);
                await AreaEnd.OpenAccountsAsync(work, from);
                work.Note(
                    $"{name.Trim()} from {LondonTime.Date(from)}{(ending.Count > 0 ? $", in place of {string.Join(" and ", ending.Select(area => area.Name))}" : "")}"
                );
                return Result.Done;
            }
        );
    }
}
