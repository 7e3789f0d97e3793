using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Creates a fund that succeeds this one; its rounds use its own prefix.</summary>
public sealed class SucceedFund(Db db)
{
    public Task<Result<Guid>> RunAsync(Actor actor, Guid fund, string? name, string? prefix)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.FundCreated,
            id,
            async work =>
            {
                var old = await work.FindAsync<FundQueries.Fund>(FundQueries.Sql + " where Id = @fund", new { fund });
                if (await FundQueries.WhyNameIsWrongAsync(work, name) is { } wrong)
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
}
