namespace Commissioning.Domain.Accounts;

public static class DirectoryRules
{
    /// <summary>The roles that the person's groups grant. Groups that the settings do not name grant none.</summary>
    public static Result<IReadOnlyList<Role>> RolesOf(DirectoryAnswer answer, IReadOnlyDictionary<string, Role> groups)
    {
        if (answer.GroupsLeftOut)
            return new Refusal(
                "You are in more groups than the directory sends. Ask the people who run the directory to send only the groups assigned to this application (in Entra: App registrations, Token configuration, Groups claim)."
            );
        var roles = answer
            .Groups.Where(groups.ContainsKey)
            .Select(group => groups[group])
            .Where(RolePermissions.IsStaff)
            .Distinct()
            .Order()
            .ToList();
        return roles.Count == 0
            ? new Refusal("None of your directory groups gives you a role in this portal. Ask your administrator to add you to one.")
            : Result.Made<IReadOnlyList<Role>>(roles);
    }

    /// <summary>Null when the person may use the account that was found, or when no account was found and one may be created.</summary>
    public static Refusal? WhyNot(DirectoryAnswer answer, DirectoryMatch? found)
    {
        if (found?.Subject == answer.Subject)
            return null;
        if (answer.Email is null || !answer.EmailVouchedFor || EmailAddress.Parse(answer.Email) is null)
            return new(
                "The directory did not send a verified e-mail address for you. Ask the people who run it to add your address and send it as verified. Guests of the directory cannot sign in with it."
            );
        if (found is null)
            return null;
        if (found.Subject is not null)
            return new("Your e-mail address belongs to another person from the directory here. Ask an administrator of the portal.");
        if (found.BreakGlass)
            return new(
                "The account with your e-mail address is kept for emergencies and is not joined to the directory. Ask an administrator of the portal."
            );
        return found.Roles.Any(RolePermissions.IsStaff)
            ? null
            : new(
                "An applicant's account has your e-mail address. Ask an administrator of the portal to give that account a staff role first, or use another address for applying."
            );
    }

    /// <summary>Roles that any group can grant follow the directory. Other roles, and those of an emergency account, stay as the
    /// administrator set them.</summary>
    public static IReadOnlyList<Role> RolesAfter(
        IReadOnlyCollection<Role> before,
        IReadOnlyCollection<Role> given,
        IEnumerable<Role> givenByGroups,
        bool breakGlass
    ) => before.Except(givenByGroups.Where(role => !breakGlass || role != Role.Administrator)).Union(given).Order().ToList();

    /// <summary>Staff linked to the directory must sign in through it, so that leavers lose access; so must all staff when local sign-in is
    /// off. Emergency accounts are exempt.</summary>
    public static bool MustUseDirectory(bool directoryOn, bool localStaff, bool staff, bool linked, bool breakGlass) =>
        !breakGlass && (directoryOn && linked || !localStaff && staff);
}
