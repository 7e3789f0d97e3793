namespace Commissioning.Web.Pages.Organisations;

/// <summary>A page with the form of an organisation on it.</summary>
public interface IOrganisationFormPage
{
    OrganisationForm Form { get; }
}
