using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A payee of the central pot is recorded, once under one name.</summary>
public sealed class AddPayee(Db db)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, string? name)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.PayeeAdded,
            id,
            async work =>
            {
                var known = await PayeeQueries.ListAsync(work);
                if (PayeeRules.WhyNameIsWrong(name, known.Select(payee => payee.Name), nameof(name)) is { } wrong)
                    return wrong;
                await work.ExecuteAsync("insert into Payee (Id, Name) values (@id, @Name)", new { id, Name = name!.Trim() });
                work.Note(name.Trim());
                return Result.Made(id);
            }
        );
    }
}
