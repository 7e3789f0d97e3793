using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The documents of some kinds, with the boxes to add and remove them: of a draft, or of what was asked for again.</summary>
/// <param name="Files">One box per kind.</param>
/// <param name="Address">The page to which the forms are sent.</param>
public sealed record DocumentFields(
    IFormFile?[] Files,
    Guid?[] Instead,
    IReadOnlyList<DocumentKind> Kinds,
    IReadOnlySet<Guid> Needed,
    IReadOnlyList<ApplicationDocumentQueries.Document> Documents,
    string Address,
    Func<Guid, string> LinkTo
)
{
    public IReadOnlyList<Choice> InsteadOf(DocumentKind kind) =>
        [
            new("", "None: add it to the others"),
            .. Documents
                .Where(document => document.DocumentKindId == kind.Id)
                .Select(document => new Choice(document.Id.ToString(), document.Name)),
        ];
}
