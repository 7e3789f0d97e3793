using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Versions of Pay.UK's weight table, loaded from its published files.</summary>
public sealed class ModulusTables(Db db)
{
    public sealed record ModulusTableRow
    {
        public required string VersionName { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public required int Lines { get; init; }
        public required string LoadedBy { get; init; }
        public required DateTime LoadedAt { get; init; }
    }

    public Task<IReadOnlyList<ModulusTableRow>> ListAsync() =>
        db.QueryAsync<ModulusTableRow>(
            "select m.VersionName, m.ValidFrom, m.Lines, p.DisplayName as LoadedBy, m.LoadedAt from ModulusTable m join Person p on p.Id = m.LoadedBy order by m.ValidFrom desc"
        );

    public async Task<Result> LoadAsync(Actor actor, string? versionName, DateOnly? validFrom, string? weights, string? substitutions)
    {
        if (versionName?.Trim() is not { Length: > 0 and <= 50 } name)
            return new Refusal("Enter the version, as its publisher names it, in up to 50 characters", nameof(versionName));
        if (validFrom is not { } day)
            return new Refusal("Enter the day from which it is valid", nameof(validFrom));
        if (weights is null)
            return new Refusal("Choose the weight table, such as valacdos.txt", nameof(weights));
        var (table, faults) = ModulusTable.Read(weights, substitutions ?? "");
        if (table is null)
            return faults
                .Take(50)
                .Select(fault => new Refusal(
                    fault,
                    fault.StartsWith("Sub", StringComparison.Ordinal) ? nameof(substitutions) : nameof(weights)
                ))
                .ToList();
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync(
            actor,
            AuditAction.ModulusTableLoaded,
            id,
            async work =>
            {
                if (await work.ScalarAsync<int>("select count(*) from ModulusTable where ValidFrom = @day", new { day }) > 0)
                    return new Refusal("A table is valid from that day already", nameof(validFrom));
                await work.ExecuteAsync(
                    "insert into ModulusTable (Id, VersionName, ValidFrom, Weights, Substitutions, Lines, LoadedBy, LoadedAt) values (@id, @name, @day, @weights, @Substitutions, @Count, @By, @Now)",
                    new
                    {
                        id,
                        name,
                        day,
                        weights,
                        Substitutions = substitutions ?? "",
                        table.Weights.Count,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name}, valid from {LondonTime.Date(day)}, {table.Weights.Count} lines");
                return Result.Done;
            }
        );
    }
}
