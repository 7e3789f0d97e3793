using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A scheme that one area hosts is recorded, once under one name.</summary>
public sealed class AddHostedScheme(Db db)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, string? name, Guid? host)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.HostedSchemeAdded,
            id,
            async work =>
            {
                var known = await PayeeQueries.SchemesAsync(work);
                if (PayeeRules.WhyNameIsWrong(name, known.Select(scheme => scheme.Name), nameof(name)) is { } wrong)
                    return wrong;
                var area = host is null ? null : await work.ScalarAsync<string>("select Name from CspArea where Id = @host", new { host });
                if (area is null)
                    return new Refusal("Choose the area that hosts it", nameof(host));
                await work.ExecuteAsync(
                    "insert into HostedScheme (Id, HostAreaId, Name) values (@id, @host, @Name)",
                    new
                    {
                        id,
                        host,
                        Name = name!.Trim(),
                    }
                );
                work.Note($"{name.Trim()}, hosted by {area}");
                return Result.Made(id);
            }
        );
    }
}
