namespace Commissioning.Web.Identity;

public enum SignInStep
{
    Wrong,
    CodeNeeded,
    Used,
    DirectoryOnly,
    Done,
}
