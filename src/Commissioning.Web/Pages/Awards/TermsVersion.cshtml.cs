using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewRounds)]
public sealed class TermsVersionModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>0 is the portal's example.</summary>
    [FromRoute]
    public int Number { get; set; }
    public GrantTerms.Terms Terms { get; private set; } = null!;
    public LetterDocument Document { get; private set; } = null!;

    /// <summary>Each clause that was added, changed or deleted, with its words before and after.</summary>
    public IReadOnlyList<(string Name, string Before, string After)> Changes { get; private set; } = [];
    public string Heading => Number == 0 ? "Terms: the portal's example" : $"Terms: version {Number}";
    public string BeforeName => Number == 1 ? "the portal's example" : $"version {Number - 1}";
    public IEnumerable<string> Locked =>
        Terms.Clauses.Select((clause, i) => (clause, Number: i + 1)).Where(one => one.clause.IsLocked).Select(one => $"{one.Number}");

    public Task OnGetAsync() =>
        db.ReadAsync(async work =>
        {
            var fund = (await FundQueries.GetAsync(work, Id)).Fund.Name;
            Terms = await GrantTerms.GetAsync(work, Id, Number);
            Document = GrantTerms.Document(fund, Terms);
            if (Number > 0)
                Changes = GrantTerms.Changed((await GrantTerms.GetAsync(work, Id, Number - 1)).Clauses, Terms.Clauses);
            return Changes.Count;
        });
}
