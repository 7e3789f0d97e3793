using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>A page with the form of an organisation on it.</summary>
public interface IOrganisationFormPage
{
    OrganisationForm Form { get; }
}
