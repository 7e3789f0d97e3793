using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>The funds that rounds belong to: renamed or succeeded, with their history in one line (R2).</summary>
public sealed class FundList(Db db)
{
    public sealed record Fund
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Prefix { get; init; }
        public Guid? SucceedsId { get; init; }
    }

    public sealed record FormerName
    {
        public required string Name { get; init; }
        public required DateTime UsedUntil { get; init; }
        public required string Reason { get; init; }
        public required string ChangedByName { get; init; }
    }

    /// <param name="Line">The fund and its predecessors, newest first.</param>
    /// <param name="Rounds">Rounds of every fund in that line, each under the name it was published with.</param>
    public sealed record FundPage(
        Fund Fund,
        IReadOnlyList<Fund> Line,
        Fund? Successor,
        IReadOnlyList<FormerName> FormerNames,
        IReadOnlyList<Round> Rounds
    );

    public Task<IReadOnlyList<Fund>> ListAsync() => db.QueryAsync<Fund>(Sql + " order by Name");

    public Task<FundPage> GetAsync(Guid fund) =>
        db.ReadAsync(async work =>
        {
            var all = (await work.QueryAsync<Fund>(Sql)).ToDictionary(one => one.Id);
            if (!all.TryGetValue(fund, out var found))
                throw new NotFoundException("No such fund");
            var line = new List<Fund>();
            for (
                var one = found;
                one is not null && !line.Contains(one);
                one = one.SucceedsId is { } earlier ? all.GetValueOrDefault(earlier) : null
            )
                line.Add(one);
            var names = new List<FormerName>();
            var rounds = new List<Round>();
            foreach (var one in line)
            {
                names.AddRange(
                    await work.QueryAsync<FormerName>(
                        "select n.Name, n.UsedUntil, n.Reason, p.DisplayName as ChangedByName from FundName n join Person p on p.Id = n.ChangedBy where n.FundId = @Id order by n.UsedUntil desc",
                        one
                    )
                );
                rounds.AddRange(
                    await work.QueryAsync<Round>(RoundReader.RoundSql + " where r.FundId = @Id order by r.ClosesAt desc, r.Name, r.Id", one)
                );
            }
            return new FundPage(found, line, all.Values.FirstOrDefault(one => one.SucceedsId == fund), names, rounds);
        });

    /// <summary>Published rounds keep the old name; draft and later rounds get the new one.</summary>
    public Task<Result> RenameAsync(Actor actor, Guid fund, string? name, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.FundRenamed,
            fund,
            async work =>
            {
                var old = await work.FindAsync<Fund>(Sql + " where Id = @fund", new { fund });
                if (await WhyNameIsWrongAsync(work, name) is { } wrong)
                    return wrong;
                if (reason?.Trim() is not { Length: > 0 and <= 500 } why)
                    return new Refusal("Say in up to 500 characters why you are renaming the fund", nameof(reason));
                await work.ExecuteAsync(
                    "insert into FundName (FundId, Name, UsedUntil, Reason, ChangedBy) values (@fund, @Name, @Now, @why, @By)",
                    new
                    {
                        fund,
                        old.Name,
                        work.Now,
                        why,
                        By = actor.Id,
                    }
                );
                await work.ExecuteAsync(
                    "update Round set FundName = @Name where FundId = @fund and PublishedAt is not null and FundName is null",
                    new { fund, old.Name }
                );
                await work.ExecuteOneAsync("update Fund set Name = @Name where Id = @fund", new { fund, Name = name!.Trim() });
                work.Note($"{new Changes().Add("Name", old.Name, name)}. {why}");
                return Result.Done;
            }
        );

    /// <summary>Creates a fund that succeeds this one; its rounds use its own prefix.</summary>
    public Task<Result<Guid>> SucceedAsync(Actor actor, Guid fund, string? name, string? prefix)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.FundCreated,
            id,
            async work =>
            {
                var old = await work.FindAsync<Fund>(Sql + " where Id = @fund", new { fund });
                if (await WhyNameIsWrongAsync(work, name) is { } wrong)
                    return wrong;
                if (prefix?.Trim() is not { Length: >= 2 and <= 10 } letters || !letters.All(char.IsAsciiLetterUpper))
                    return new Refusal("Enter from 2 to 10 capital letters for the references, such as CAF", nameof(prefix));
                if (await work.ScalarAsync<int>("select count(*) from Fund where SucceedsId = @fund", new { fund }) > 0)
                    return new Refusal($"{old.Name} already has a successor", nameof(name));
                await work.ExecuteAsync(
                    "insert into Fund (Id, Name, Prefix, Description, CreatedAt, SucceedsId) values (@id, @Name, @letters, '', @Now, @fund)",
                    new
                    {
                        id,
                        Name = name!.Trim(),
                        letters,
                        work.Now,
                        fund,
                    }
                );
                work.Note($"{name.Trim()} ({letters}) succeeds {old.Name}");
                return Result.Made(id);
            }
        );
    }

    private static async Task<Refusal?> WhyNameIsWrongAsync(Work work, string? name)
    {
        if (name?.Trim() is not { Length: > 0 and <= 200 } typed)
            return new("Enter a name of up to 200 characters", nameof(name));
        return await work.ScalarAsync<int>("select count(*) from Fund where lower(Name) = lower(@typed)", new { typed }) > 0
            ? new($"There is already a fund called {typed}", nameof(name))
            : null;
    }

    private const string Sql = "select Id, Name, Prefix, SucceedsId from Fund";
}
