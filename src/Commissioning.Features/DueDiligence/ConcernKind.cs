using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

public enum ConcernKind
{
    Safeguarding,
    Fraud,
    Conduct,
}
