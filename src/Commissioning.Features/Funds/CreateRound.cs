using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Makes a round of a new or existing fund, filled with the default questions, criteria and checks to be changed at will.</summary>
public sealed class CreateRound(Db db)
{
    public sealed record Command(string FundName, string Prefix, RoundDetails Details);

    public Task<Outcome<Guid>> RunAsync(Actor actor, Command command)
    {
        var round = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(actor, AuditAction.RoundCreated, round, async work =>
        {
            var fund = await FundAsync(work, command);
            await SaveRound.InsertAsync(work, round, fund, command.Details);
            var entered = await RoundReader.GetAsync(work, round);
            if (RoundRules.WhyDatesAreWrong(entered) is [var refusal, ..]) return refusal;
            await RoundContent.ReplaceAsync(work, round, RoundTemplate.Default());
            work.Note(entered.FullName);
            return Outcome.Of(round);
        });
    }

    private static async Task<Guid> FundAsync(Work work, Command command)
    {
        if (await work.FindOrDefaultAsync<Guid?>("select Id from Fund where Name = @Name", new { Name = command.FundName }) is { } existing) return existing;
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync("insert into Fund (Id, Name, Prefix, Description, CreatedAt) values (@id, @FundName, @Prefix, '', @Now)", new { id, command.FundName, command.Prefix, work.Now });
        return id;
    }
}
