using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A person of the area proposes a project.</summary>
public sealed class ProposeProject(Db db, Office office)
{
    public async Task<Result> RunAsync(Actor actor, FinancialYear year, Guid area, ProjectProposal proposal)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync(
            actor,
            AuditAction.CspProjectProposed,
            id,
            async work =>
            {
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area",
                        new { actor.Id, area }
                    ) == 0
                )
                    throw new NotFoundException("Not this person's area");
                var line =
                    (await YearOverview.GetAsync(work, year, null)).Lines.FirstOrDefault(line => line.AreaId == area)
                    ?? throw new NotFoundException("No such area in this year");
                if (LedgerRules.WhyCannotPost(year, year.Start, (await Posting.YearAsync(work, year)).LockedAt, "") is { } locked)
                    return locked;
                IReadOnlyList<Refusal> refusals = ProjectRules.WhyIncomplete(proposal, line.Free);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        id,
                        BudgetYear = year.ToString(),
                        area,
                        proposal.Name,
                        proposal.Priority,
                        proposal.Level,
                        proposal.Outcome,
                        proposal.Proposal,
                        Amount = proposal.Amount!.Value,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{line.Area}, {year}: {proposal.Name}, {proposal.Amount}");
                await ReturnMessages.TellOfficersAsync(
                    work,
                    office,
                    MessageKind.CspProjectProposed,
                    area,
                    new Dictionary<string, string>
                    {
                        ["area"] = line.Area,
                        ["year"] = year.ToString(),
                        ["project"] = proposal.Name,
                        ["amount"] = proposal.Amount!.Value.ToString(),
                        ["proposer"] = actor.Name,
                    },
                    Links.CspBudgets.Project(id)
                );
                return Result.Done;
            }
        );
    }

    private const string InsertSql = """
        insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount, Status, Proposal, ProposedBy, Version)
        values (@id, @BudgetYear, @area, @Name, @Priority, @Level, @Outcome, @Now, @Amount, 'Proposed', @Proposal, @By, 1)
        """;
}
