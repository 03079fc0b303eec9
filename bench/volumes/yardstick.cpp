// The yardstick: the same volumes from the same columns, as one would write it in plain C++. Usage: yardstick FOLDER RUNS
#include "../yardstick.hpp"

struct Company {
  std::vector<int32_t> sponsors, contacts, owners, amounts;
  std::vector<uint8_t> owns;
};

struct Volumes {
  Sums personal, customers, own, team, firstLine;
};

static Volumes rollUp(const Company& company) {
  const auto& [sponsors, contacts, owners, amounts, owns] = company;
  const size_t size = sponsors.size();
  const auto order = sponsorsFirst(sponsors);
  Volumes volumes{Sums(size), Sums(size), Sums(size), Sums(size), Sums(size)};
  auto& [personal, customers, own, team, firstLine] = volumes;
  for (size_t entry = 0; entry < contacts.size(); entry++) {
    const int32_t contact = contacts[entry], owner = owners[entry];
    personal[contact] += amounts[entry];
    (contact == owner ? own : customers)[owner] += amounts[entry];
  }
  for (size_t place = size; place-- > 0;) {
    const int32_t contact = order.empty() ? (int32_t)place : order[place], sponsor = sponsors[contact];
    own[contact] += customers[contact];
    team[contact] += own[contact];
    if (sponsor < 0) continue;
    const int64_t first = own[contact] + (owns[contact] ? 0 : firstLine[contact]);
    if (team[contact]) team[sponsor] += team[contact];
    if (first) firstLine[sponsor] += first;
  }
  return volumes;
}

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  const Company company{read<int32_t>(folder, "sponsors"), read<int32_t>(folder, "contacts"), read<int32_t>(folder, "owners"),
                        read<int32_t>(folder, "amounts"), read<uint8_t>(folder, "owns")};
  timed(std::atoi(arguments[2]), [&] { return rollUp(company); }, [&](const Volumes& volumes) {
    write(folder, "personal", volumes.personal);
    write(folder, "customers", volumes.customers);
    write(folder, "own", volumes.own);
    write(folder, "team", volumes.team);
    write(folder, "firstLine", volumes.firstLine);
    return 0;
  });
}
