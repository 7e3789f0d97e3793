using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.WriteTerms)]
public sealed class EditTermsModel(Db db, SaveGrantTerms save) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>Number of the version that is changed; 0 is the portal's example.</summary>
    [BindProperty]
    public int Before { get; set; }

    /// <summary>The clauses, and an empty one at the end.</summary>
    [BindProperty]
    public List<ClauseForm> Clauses { get; set; } = [];

    public sealed class ClauseForm
    {
        /// <summary>Null for the empty one.</summary>
        public string? Key { get; set; }
        public string? Place { get; set; }
        public string? Heading { get; set; }
        public string? Wording { get; set; }
        public bool IsLocked { get; set; }
        public bool Remove { get; set; }
        public bool IsNew => string.IsNullOrEmpty(Key);
        public bool IsBlank => IsNew && string.IsNullOrWhiteSpace(Heading) && string.IsNullOrWhiteSpace(Wording);
    }

    public bool IsReviewer => User.Can(Permission.ApproveTerms);

    public bool MayWrite(int i) => IsReviewer || !Clauses[i].IsLocked;

    /// <summary>Nobody may delete it.</summary>
    public bool IsNeeded(int i) => TermsExample.Clauses.Any(needed => needed.IsLocked && needed.Key == Clauses[i].Key);

    public async Task OnGetAsync()
    {
        var terms = await db.ReadAsync(async work =>
        {
            await FundQueries.GetAsync(work, Id);
            var newest = (await GrantTerms.ListAsync(work, Id)).FirstOrDefault();
            return await GrantTerms.GetAsync(work, Id, newest?.Number ?? 0);
        });
        Before = terms.Version?.Number ?? 0;
        Clauses =
        [
            .. terms.Clauses.Select(
                (clause, i) =>
                    new ClauseForm
                    {
                        Key = clause.Key,
                        Place = (i + 1).ToString(CultureInfo.InvariantCulture),
                        Heading = clause.Heading,
                        Wording = clause.Wording,
                        IsLocked = clause.IsLocked,
                    }
            ),
            new() { Place = (terms.Clauses.Count + 1).ToString(CultureInfo.InvariantCulture) },
        ];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // By the places that were typed; one moved to another's place comes before it.
        var kept = Clauses
            .Select((form, i) => (form, i))
            .Where(one => !one.form.Remove && !one.form.IsBlank)
            .OrderBy(one => int.TryParse(one.form.Place, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue)
            .ThenBy(one => one.form.Place == (one.i + 1).ToString(CultureInfo.InvariantCulture))
            .ToList();
        for (var i = 0; i < Clauses.Count; i++)
            if (!int.TryParse(Clauses[i].Place, CultureInfo.InvariantCulture, out var place) || place < 1)
                this.AddError(
                    Refusal.At(nameof(Clauses), i, nameof(ClauseForm.Place)),
                    $"Enter the place of clause {i + 1} as a whole number"
                );
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await save.RunAsync(
            User.Actor(),
            Id,
            Before,
            kept.Select(one => new TermsClause(
                    one.form.IsNew ? $"added-{Guid.CreateVersion7():N}" : one.form.Key!,
                    one.form.Heading?.Trim() ?? "",
                    one.form.Wording?.Trim().ReplaceLineEndings("\n") ?? "",
                    one.form.IsLocked
                ))
                .ToList()
        );
        if (outcome.IsDone)
            return this.Next(Links.Awards.Terms(Id), "The version is saved. A legal reviewer must approve it before offers use it.");
        // The rule counts the clauses that are kept; the page has them in their old places.
        for (var i = 0; i < kept.Count; i++)
            foreach (var member in new[] { nameof(ClauseForm.Heading), nameof(ClauseForm.Wording) })
            foreach (var refusal in outcome.Refusals.Where(refusal => refusal.Field == Refusal.At("clauses", i, member)))
                this.AddError(Refusal.At(nameof(Clauses), kept[i].i, member), refusal.Sentence);
        return this.AnyErrors(outcome.Refusals.Where(refusal => refusal.Field is null)) ? this.PageWithErrors() : Page();
    }
}
